import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** The TypeScript files below a folder, as paths in it, that declare types and nothing that runs. */
export function typesOnly(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => isTypesOnly(readFileSync(join(folder, file), 'utf8')))
    .sort();
}

/** Whether a source is gone once its types are stripped. */
function isTypesOnly(source) {
  const { body } = parseSync(source, { syntax: 'typescript', target: 'es2023' });
  return body.every(
    ({ type, typeOnly, declaration }) =>
      typeOnly || isType(type) || (type === 'ExportDeclaration' && isType(declaration.type)),
  );
}

const isType = (type) => type === 'TsInterfaceDeclaration' || type === 'TsTypeAliasDeclaration';
