import { describeWithDockerRegistry } from '@prod-e/testing/docker-registry';
import { describeWithEngine } from '@prod-e/testing/engine';
import { freePort } from '@prod-e/testing/fixtures';
import { startLab, type Lab } from '../../test/lab.ts';
import type { RegistryOptions } from '../options.ts';
import { ociRegistry } from './oci-registry.ts';

describeWithEngine('with an engine', () => {
  describeWithDockerRegistry('a registry that fails', () => {
    let lab: Lab;
    const lines: string[] = [];
    const wanted = [{ repository: 'web', tag: 'in-1' }];
    const here = (options: RegistryOptions = {}, host = lab.proxy.host) =>
      ociRegistry({ host, insecure: true, log: (line) => lines.push(line), ...options });
    const impatient = { patience: { requestMilliseconds: 300, operationMilliseconds: 1000 } };

    beforeAll(async () => {
      lab = await startLab('faults');
    });
    beforeEach(() => {
      lab.proxy.heal();
      lines.length = 0;
    });
    afterAll(() => lab.end());

    it('by being down is named, with what to do next', async () => {
      const host = `127.0.0.1:${await freePort()}`;
      await expect(here(impatient, host).find(wanted)).rejects.toMatchObject({
        name: 'UserError',
        message: `the registry ${host} is not available: the connection failed (ECONNREFUSED)`,
        where: host,
        next: expect.stringContaining('see that it is up'),
      });
    });

    it('by being slow is named within a bounded time', async () => {
      lab.proxy.fail({ delayMilliseconds: 3_600_000 });
      await expect(here(impatient).find(wanted)).rejects.toThrow(
        `the registry ${lab.proxy.host} is not available: it was too slow to answer`,
      );
    });

    it.each([
      ['429', { status: 429, headers: { 'retry-after': '0' } }],
      ['503', { status: 503 }],
      ['a connection that is closed', { refuse: true as const }],
    ])('by %s now and then is asked again', async (_what, fault) => {
      lab.proxy.fail({ ...fault, times: 2 });
      expect(await here().find(wanted)).toEqual(new Map());
      expect(lab.proxy.count('HEAD')).toBe(3);
      expect(lines).toHaveLength(2);
    });

    it('by asking to wait for too long is not waited for', async () => {
      lab.proxy.fail({ status: 429, headers: { 'retry-after': '3600' } });
      await expect(here().find(wanted)).rejects.toThrow('it answers 429 and asks to wait 3600 s');
      expect(lab.proxy.count('HEAD')).toBe(1);
    });

    it('by an answer that is none is told as it is', async () => {
      lab.proxy.fail({ status: 418, headers: { 'content-type': 'text/plain' }, body: 'short and\n stout' });
      await expect(here().push(lab.images.build('in-0'), 'web', 'in-0')).rejects.toMatchObject({
        name: 'UserError',
        message: `reading web in-0: ${lab.proxy.host} answered 418 short and stout`,
      });
    });

    it('ends what it was asked when the command is stopped', async () => {
      lab.proxy.fail({ delayMilliseconds: 3_600_000 });
      const signal = AbortSignal.timeout(200);
      await expect(here({ signal }).find(wanted)).rejects.toMatchObject({ name: 'TimeoutError' });
    });

    it('by every push is named, with what the engine said', async () => {
      const image = lab.images.build('in-4');
      lab.proxy.fail({ method: 'PUT', path: /manifests/, status: 500 });
      await expect(here().push(image, 'web', 'in-4')).rejects.toMatchObject({
        name: 'UserError',
        message: expect.stringMatching(
          new RegExp(`^the registry ${lab.proxy.host} did not take the image: docker push failed: `),
        ),
        where: `${lab.proxy.host}/web:in-4`,
        next: expect.stringContaining('see that it is up'),
      });
    });

    it('by taking for ever is named within a bounded time', async () => {
      const image = lab.images.build('in-5');
      lab.proxy.fail({ method: 'PATCH', delayMilliseconds: 3_600_000 });
      const push = here({ patience: { pushMilliseconds: 2000 } }).push(image, 'web', 'in-5');
      await expect(push).rejects.toThrow(`${lab.proxy.host} did not take the image: the push took too long`);
    });

    it.each([
      ['has no such repository', 404, 'NAME_UNKNOWN', 'has no repository web'],
      ['lets us not write', 403, 'DENIED', 'refuses us'],
    ])('because it %s is not tried again', async (_why, status, code, message) => {
      const tag = `in-${status}`;
      const image = lab.images.build(tag);
      const headers = { 'content-type': 'application/json' };
      const body = { errors: [{ code, message: code.toLowerCase() }] };
      lab.proxy.fail({ method: 'PUT', path: /manifests/, status, headers, body });
      await expect(here().push(image, 'web', tag)).rejects.toMatchObject({
        name: 'UserError',
        message: `the registry ${lab.proxy.host} ${message}`,
      });
      expect(lab.proxy.count('PUT', /manifests/)).toBe(1);
    });

    it('by losing an image that it took is found out', async () => {
      const image = lab.images.build('in-6');
      const headers = { 'docker-content-digest': `sha256:${'a'.repeat(64)}` };
      lab.proxy.fail({ method: 'PUT', path: /manifests/, status: 201, headers });
      await expect(here().push(image, 'web', 'in-6')).rejects.toMatchObject({
        name: 'UserError',
        message: `the registry ${lab.proxy.host} took the image and does not have it`,
        where: `${lab.proxy.host}/web:in-6`,
      });
    });

    describe('and has no layer yet', () => {
      // Every image of these tests has the same layer.
      let whole: Lab;
      beforeEach(async () => {
        whole = lab;
        lab = await startLab('layers');
      });
      afterEach(async () => {
        await lab.end();
        lab = whole;
      });

      it('gets an image though a layer was cut half-way', async () => {
        lab.proxy.fail({ method: 'PATCH', cutRequestAfter: 1_000_000, times: 1 });
        const image = lab.images.build('in-2');
        const digest = await here().push(image, 'web', 'in-2');
        expect(await here().find([{ repository: 'web', tag: 'in-2' }])).toEqual(
          new Map([['web:in-2', digest]]),
        );
        // One of the configuration, and more than one of the layer.
        expect(lab.proxy.count('PATCH')).toBeGreaterThan(2);
      });

      it('gets an image though a push failed, without its layers again', async () => {
        const image = lab.images.build('in-3');
        lab.proxy.fail({ method: 'PUT', path: /manifests/, status: 500, times: 1 });
        await here().push(image, 'web', 'in-3');
        expect(lab.proxy.count('PUT', /manifests\/in-3/)).toBe(2);
        // One of the layer, and one of the configuration.
        expect(lab.proxy.count('PATCH')).toBe(2);
        expect(lines).toContainEqual(expect.stringMatching(/^docker push failed: .*trying again in/s));
      });
    });

    it('ends a push when the command is stopped', async () => {
      const image = lab.images.build('in-7');
      const stop = new AbortController();
      lab.proxy.fail({ method: 'PATCH', delayMilliseconds: 3_600_000 });
      const log = (line: string) => {
        if (line.includes('Preparing')) stop.abort();
      };
      const push = here({ signal: stop.signal, log }).push(image, 'web', 'in-7');
      await expect(push).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
});
