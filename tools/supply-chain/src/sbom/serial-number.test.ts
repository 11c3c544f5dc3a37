import { serialNumber } from './serial-number.ts';

describe('serialNumber', () => {
  it('is the UUID that other programs derive from the same name', () => {
    // python3 -c 'import uuid; print(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/"))'
    expect(serialNumber('https://example.org/')).toBe('urn:uuid:527dda32-a0de-5105-a042-cb475b5f7d11');
  });

  it('differs from name to name', () => {
    expect(serialNumber('a')).not.toBe(serialNumber('b'));
  });
});
