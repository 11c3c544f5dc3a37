import { z } from 'zod';
import type { Settings } from '../settings.ts';

const binding = z.object({ HostIp: z.string(), HostPort: z.string() });
const bindings = z.record(z.string(), z.array(binding).nullable());
const labels = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

/** What `docker network inspect` says, as far as it concerns us. */
export const networkSchema = z.object({ Labels: labels, Driver: z.string(), Internal: z.boolean() });

/** What `docker container inspect` says, as far as it concerns us. */
export const containerSchema = z.object({
  Image: z.string(),
  State: z.object({ Status: z.string(), Health: z.object({ Status: z.string() }).nullish() }),
  Config: z.object({
    User: z.string(),
    Env: z.array(z.string()).nullish(),
    Entrypoint: z.array(z.string()).nullish(),
    Cmd: z.array(z.string()).nullish(),
    Labels: labels,
  }),
  HostConfig: z.object({
    Memory: z.number(),
    MemorySwap: z.number(),
    CpuShares: z.number(),
    PidsLimit: z.number().nullish(),
    ReadonlyRootfs: z.boolean(),
    Privileged: z.boolean(),
    CapAdd: z.array(z.string()).nullish(),
    CapDrop: z.array(z.string()).nullish(),
    SecurityOpt: z.array(z.string()).nullish(),
    Binds: z.array(z.string()).nullish(),
    NetworkMode: z.string(),
    PortBindings: bindings.nullish(),
    RestartPolicy: z.object({ Name: z.string() }),
  }),
  NetworkSettings: z.object({ Ports: bindings }),
});

export type Container = z.infer<typeof containerSchema>;

/** What a container is set to, in the order that does not matter to the engine put in one. */
export function containerSettings({ Config, HostConfig }: Container): Settings {
  const list = (values: string[] | null | undefined) => (values ?? []).toSorted().join(' ');
  return {
    user: Config.User,
    command: JSON.stringify([...(Config.Entrypoint ?? []), ...(Config.Cmd ?? [])]),
    memory: String(HostConfig.Memory),
    'memory-swap': String(HostConfig.MemorySwap),
    'cpu-shares': String(HostConfig.CpuShares),
    'pids-limit': String(HostConfig.PidsLimit ?? 0),
    'read-only': String(HostConfig.ReadonlyRootfs),
    privileged: String(HostConfig.Privileged),
    'capabilities-added': list(HostConfig.CapAdd),
    'capabilities-dropped': list(HostConfig.CapDrop),
    security: list(HostConfig.SecurityOpt),
    volumes: list(HostConfig.Binds),
    network: HostConfig.NetworkMode,
    ports: JSON.stringify(HostConfig.PortBindings ?? {}),
    restart: HostConfig.RestartPolicy.Name,
    ...environmentSettings(Config.Env ?? []),
  };
}

const environmentSettings = (variables: string[]): Settings =>
  Object.fromEntries(
    variables.map((variable) => {
      const [name = '', ...value] = variable.split('=');
      return [`environment.${name}`, value.join('=')];
    }),
  );
