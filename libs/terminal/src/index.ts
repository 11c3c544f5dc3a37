export * from './colour.ts';
export * from './table.ts';
