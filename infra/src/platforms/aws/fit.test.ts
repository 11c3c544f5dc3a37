import { fit } from './fit.ts';

describe('fit', () => {
  it('leaves a name that AWS takes', () => {
    expect(fit('prod-e-dev-backend', 32)).toBe('prod-e-dev-backend');
  });

  it('shortens another to what AWS takes, without a dash before the hash’s own', () => {
    expect(fit('prod-e-dev-backend-of-everything-there-is', 32)).toMatch(
      /^prod-e-dev-backend-of-e-[0-9a-f]{8}$/,
    );
    expect(fit('prod-e-dev-a-backend---------------------', 32)).toMatch(
      /^prod-e-dev-a-backend-[0-9a-f]{8}$/,
    );
  });

  it('keeps two names apart that differ at their ends', () => {
    const stem = 'prod-e-dev-backend-of-everything-that-';
    expect(fit(`${stem}is`, 32)).not.toBe(fit(`${stem}was`, 32));
  });
});
