import { preset } from '@prod-e/testing';

/** What measures is run by the benchmarks, for minutes; what parses, computes and lays out is held here. */
const measures = [
  'src/{throughput,deployment,pipeline,scale}.ts',
  'src/{must,time}.ts',
  'src/parts/**',
  'src/throughput/{contender,load}.ts',
  'src/throughput/servers/**',
  'src/deployment/{change,noop,start,synthesis}.ts',
  'src/pipeline/{baseline,lab,parts,scenario,scenarios}.ts',
  'src/scale/{live,measure,peak,workspace}.ts',
];

const base = preset(import.meta.dirname);

export default {
  ...base,
  collectCoverageFrom: [...(base.collectCoverageFrom ?? []), ...measures.map((file) => `!${file}`)],
};
