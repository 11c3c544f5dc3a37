import { hasProvider } from './terraform-differences.ts';

describe('whether Terraform has something to look at', () => {
  it.each([
    ['only resources of its own', { resource: { terraform_data: {} } }, false],
    ['nothing', {}, false],
    ['a resource of a provider', { resource: { aws_ecs_service: {} } }, true],
    ['a provider that it requires', { terraform: { required_providers: { aws: {} } } }, true],
  ])('with %s: %s', (_what, configuration, expected) => {
    expect(hasProvider(JSON.stringify(configuration))).toBe(expected);
  });
});
