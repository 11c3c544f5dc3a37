export { ecs } from './aws-json.ts';
export { startCloud, type Cloud, type ProgramRun } from './cloud.ts';
export { createAwsLab, type Answering, type AwsLab } from './lab.ts';
export { stateFolder, type Machine, type Told } from './machine.ts';
