import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createLab, named, removeImages, type Lab, type Release } from '@prod-e/delivery/lab';
import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { historyOf, statusOf } from '../../src/faults/live.ts';

describeWithEngine('what is kept on this machine', () => {
  const web = named('web');
  let lab: Lab;
  beforeAll(async () => {
    lab = createLab();
    await lab.want({ [web]: 'one' });
    expect((await lab.deploy()).result).toBe(true);
  });
  afterAll(() => {
    lab.remove();
    removeImages();
  });

  const stack = (...file: string[]) => join(lab.stateFolder, 'stacks', web, ...file);
  const half = (file: string) => {
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
  };
  const answers = async () => (await statusOf(lab, web)) === 200;

  const other = () => (lab.live(web)?.release === 'one' ? 'two' : 'one');

  /** An update is deployed, and then there is nothing to do. */
  const expectUpdate = async (said = '') => {
    expect(await answers()).toBe(true);
    const next = other();
    await lab.want({ [web]: next });
    const { result, text } = await lab.deploy();
    expect(text).toContain(said);
    expect(result).toBe(true);
    expect(lab.live(web)?.release).toBe(next);
    expect(await answers()).toBe(true);
    expect((await lab.deploy()).text.match(/ unchanged$/gm)).toHaveLength(2);
  };

  describe('of Terraform:', () => {
    const damages: [string, (file: string) => void][] = [
      [
        'garbage',
        (file) => {
          writeFileSync(file, '\0\u0001 not a state '.repeat(50));
        },
      ],
      ['half of it', half],
      [
        'an empty file',
        (file) => {
          truncateSync(file, 0);
        },
      ],
      [
        'JSON of something else',
        (file) => {
          writeFileSync(file, '{"a":1}');
        },
      ],
    ];

    it.each(damages)(
      'a state that is %s is set aside, and the one before it taken',
      async (_what, damage) => {
        await lab.want({ [web]: other() });
        await lab.deploy();
        expect(existsSync(stack('terraform.tfstate.backup'))).toBe(true);
        damage(stack('terraform.tfstate'));
        await expectUpdate('the one before it is taken');
      },
    );

    it.each(damages)(
      'a state that is %s, with no better one before it, is begun anew',
      async (_what, damage) => {
        damage(stack('terraform.tfstate'));
        rmSync(stack('terraform.tfstate.backup'), { force: true });
        const { id } = lab.live(web) ?? {};
        // Nothing differs, so nothing is done, whatever Terraform knows.
        expect((await lab.deploy()).text).toMatch(new RegExp(`^${web} +unchanged`, 'm'));
        expect(lab.live(web)?.id).toBe(id);
        await expectUpdate('a new one is begun');
      },
    );

    it.each<[string, (file: string) => void]>([
      ['half deleted', rmSync],
      ['half written', half],
    ])('what it had prepared, %s, is prepared anew', async (_what, damage) => {
      damage(stack('.terraform', 'terraform.tfstate'));
      await expectUpdate('prepared anew');
    });

    it('a lock file of a dead process keeps nobody out', async () => {
      writeFileSync(
        stack('.terraform.tfstate.lock.info'),
        JSON.stringify({ ID: 'dead', Operation: 'apply', Who: 'somebody', Created: '2026-01-02T03:04:05Z' }),
      );
      await expectUpdate();
    });

    it('all of it lost is begun anew', async () => {
      rmSync(join(lab.stateFolder, 'stacks'), { recursive: true });
      await expectUpdate();
    });
  });

  describe('of the history:', () => {
    const ledger = () => join(lab.stateFolder, 'ledger.sqlite');

    it.each<[string, () => void]>([
      [
        'corrupt',
        () => {
          writeFileSync(ledger(), 'no database '.repeat(1000));
        },
      ],
      [
        'truncated',
        () => {
          half(ledger());
        },
      ],
    ])('a ledger that is %s is moved aside, and the next deployment completes', async (_what, damage) => {
      const { id } = lab.live(web) ?? {};
      damage();
      const { result, text } = await lab.deploy();
      expect(result).toBe(true);
      expect(text).toMatch(/the ledger .* is broken: it was moved to .*ledger\.sqlite\.corrupt-/);
      // Live, though nothing is recorded of it: it is proven again, and nothing is replaced for that.
      expect(text).toMatch(new RegExp(`^${web} +retry \\(not proven\\) .* live$`, 'm'));
      expect(lab.live(web)?.id).toBe(id);
      expect(readdirSync(lab.stateFolder).filter((file) => file.includes('.corrupt-'))).not.toEqual([]);
      await expectUpdate();
    });

    it('a ledger that is away is begun anew', async () => {
      for (const file of readdirSync(lab.stateFolder).filter((name) => name.startsWith('ledger'))) {
        rmSync(join(lab.stateFolder, file));
      }
      await expectUpdate();
    });

    it('the lock’s files can be lost or garbage', async () => {
      writeFileSync(join(lab.stateFolder, 'lock.sqlite'), 'no database '.repeat(100));
      writeFileSync(join(lab.stateFolder, 'lock.json'), '{"what":');
      await expectUpdate();
    });

    it('nothing is lost of it by what happens to Terraform’s', async () => {
      const before = await historyOf(lab);
      writeFileSync(stack('terraform.tfstate'), 'garbage');
      await expectUpdate();
      expect((await historyOf(lab)).slice(-before.length)).toEqual(before);
    });
  });

  describe('that containerize and synthesis leave:', () => {
    const refused = async (said: RegExp) => {
      const { id } = lab.live(web) ?? {};
      const { code, output } = await lab.start().ended;
      expect(output).toMatch(said);
      expect(output).toMatch(/where: [^]*next: /);
      expect(output).not.toMatch(/^\s+at /m);
      expect(code).not.toBe(0);
      expect(lab.live(web)?.id).toBe(id);
      expect(await answers()).toBe(true);
    };

    it('half a record of an image is refused in a sentence, and a whole one deployed', async () => {
      half(join(lab.folder, `dist/images/${web}.json`));
      await refused(/the image of web-\d+ is not known/);
      await expectUpdate();
    });

    it('half a manifest is refused in a sentence, and a whole one deployed', async () => {
      half(join(lab.folder, `infra/dist/${lab.environment}/manifest.json`));
      await refused(/is not synthesized/);
      await expectUpdate();
    });

    it('half a stack is refused in a sentence, and a whole one deployed', async () => {
      half(join(lab.folder, `infra/dist/${lab.environment}/stacks/${web}/cdk.tf.json`));
      await refused(/is not synthesized\n +where: .*cdk\.tf\.json/);
      await expectUpdate();
    });

    it('an image that the engine has no more is told of, and the live one goes on', async () => {
      const gone = named('gone');
      await lab.want({ [web]: lab.live(web)?.release as Release, [gone]: 'one' });
      docker('image', 'rm', `prod-e/${gone}:in-one`);
      const { result, text } = await lab.deploy();
      expect(result).toBe(false);
      expect(text).toMatch(new RegExp(`^${gone} .*failed$`, 'm'));
      expect(await answers()).toBe(true);
      await expectUpdate();
    });
  });

  it('without permission to write it, nothing is begun', async () => {
    const { folder, allow } = forbidWriting(lab.stateFolder);
    const { id } = lab.live(web) ?? {};
    await lab.want({ [web]: other() });
    const { code, output } = await lab.start().ended;
    allow();
    expect(output).toContain(folder);
    expect(output).toMatch(
      /^error: the ledger cannot be used: .*\n +where: .*\n +next: +make it .*writable/m,
    );
    expect(code).toBe(1);
    expect(lab.live(web)?.id).toBe(id);
    await expectUpdate();
  });

  it('of Terraform, be it corrupt, does not keep the environment from being destroyed', async () => {
    half(stack('terraform.tfstate'));
    rmSync(stack('terraform.tfstate.backup'), { force: true });
    expect((await lab.destroy()).result).toBe(true);
    expect(lab.left()).toEqual([]);
  });
});

/** No user may write into a folder until that is allowed again; root is kept out by the file system only. */
function forbidWriting(folder: string): { folder: string; allow: () => void } {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o500);
    return {
      folder,
      allow: () => {
        chmodSync(folder, 0o700);
      },
    };
  }
  execFileSync('mount', ['--bind', folder, folder]);
  execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
  return {
    folder,
    allow: () => {
      execFileSync('umount', [folder]);
    },
  };
}
