import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Not an import, by which Nx would make it a dependency of every project, and so an input of every image.
const { parseSync } = createRequire(import.meta.url)('@swc/core');

/** The TypeScript files below a folder, as paths in it, that declare types and nothing that runs. */
export function typesOnly(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => isTypesOnly(readFileSync(join(folder, file), 'utf8')))
    .sort();
}

/** Whether nothing is left of a source once its types are stripped. */
function isTypesOnly(source) {
  const { body } = parseSync(source, { syntax: 'typescript', target: 'es2023' });
  return body.every(
    ({ type, typeOnly, declaration }) =>
      typeOnly || isType(type) || (type === 'ExportDeclaration' && isType(declaration.type)),
  );
}

const isType = (type) => type === 'TsInterfaceDeclaration' || type === 'TsTypeAliasDeclaration';
