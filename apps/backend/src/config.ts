import { serviceSettings } from '@prod-e/service';
import * as z from 'zod';

/** The environment variables of the backend: those of every service, for now. */
export const configSchema = z.object(serviceSettings);

export type Config = z.output<typeof configSchema>;
