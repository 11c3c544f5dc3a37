import { readConfig } from '@prod-e/config';
import { runMain } from '@prod-e/service';
import { createBackend } from './backend.ts';
import { configSchema } from './config.ts';

void runMain(() => createBackend(readConfig(configSchema, process.env)).run());
