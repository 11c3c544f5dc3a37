import { distributionOf } from './image-base.ts';

describe('distributionOf', () => {
  it('reads an os-release', () => {
    const text =
      'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID="13"\nVERSION_CODENAME=trixie\nID=debian\n';
    expect(distributionOf(text, 'base')).toEqual({ id: 'debian', version: '13', codename: 'trixie' });
  });

  it('is at peace with a release that has no codename', () => {
    expect(distributionOf('ID=debian\nVERSION_ID=13\n', 'base')).toEqual({ id: 'debian', version: '13' });
  });

  it('refuses an image that is of no release', () => {
    expect(() => distributionOf('ID=debian\n', 'base')).toThrow('does not say what distribution it is of');
  });
});
