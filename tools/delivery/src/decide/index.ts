export {
  changes,
  decide,
  driftOf,
  mustReplace,
  type Change,
  type Decision,
  type Records,
  type WantedStack,
} from './decide.ts';
export { fromTo } from './from-to.ts';
export { readSynthesis, readWanted, wantedStack, type Synthesis, type Wanted } from './wanted.ts';
