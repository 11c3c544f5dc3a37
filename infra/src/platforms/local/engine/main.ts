import { applyVerb } from './verbs.ts';

// Run by Terraform's local-exec: what is printed here stands in the deployment's log.
try {
  await applyVerb(process.argv[2] ?? '', process.env['SPEC'] ?? '');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
