export * from './environment.ts';
export * from './names.ts';
export * from './stack.ts';
