export { engine, engineIfThere, type EngineOptions } from './engine.ts';
export { engineStore } from './store.ts';
