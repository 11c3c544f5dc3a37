import { choose } from './choose.ts';
import type { Scanner, ScannerName } from './scanner.ts';

const scanners = (...there: ScannerName[]): Scanner[] =>
  (['trivy', 'grype', 'ecr'] as const).map((name) => ({
    name,
    isThere: () => Promise.resolve(there.includes(name)),
    scan: () => Promise.resolve([]),
  }));

const local = { service: 'backend', reference: 'prod-e/backend:in-1' };
const inEcr = {
  service: 'backend',
  reference: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/backend:in-1',
};

describe('choose', () => {
  it.each([
    ['the first that is there', 'auto', ['trivy', 'grype'], local, 'trivy'],
    ['the next where the first is not', 'auto', ['grype', 'ecr'], inEcr, 'grype'],
    ['ECR for an image in it', 'auto', ['ecr'], inEcr, 'ecr'],
    ['the one that is asked for', 'grype', ['trivy', 'grype'], local, 'grype'],
    ['ECR for an emulator’s image when it is asked for', 'ecr', ['trivy', 'ecr'], local, 'ecr'],
  ] as const)('takes %s', async (_what, wanted, there, target, name) => {
    expect(await choose(wanted, scanners(...there), target)).toMatchObject({ scanner: { name } });
  });

  it.each([
    [
      'auto',
      [],
      local,
      'no scanner is there: trivy is not on the PATH, grype is not on the PATH, and the image is not in ECR',
    ],
    [
      'auto',
      ['ecr'],
      local,
      'no scanner is there: trivy is not on the PATH, grype is not on the PATH, and the image is not in ECR',
    ],
    [
      'auto',
      [],
      inEcr,
      'no scanner is there: trivy is not on the PATH, grype is not on the PATH, and there are no AWS credentials',
    ],
    ['trivy', ['grype'], local, 'trivy is not on the PATH'],
    ['ecr', [], local, 'ecr cannot be asked: the image is in no registry, or there are no AWS credentials'],
  ] as const)('says why there is none for %s where there is %j', async (wanted, there, target, reason) => {
    expect(await choose(wanted, scanners(...there), target)).toEqual({ reason });
  });
});
