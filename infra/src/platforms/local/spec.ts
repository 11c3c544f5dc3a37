/** A Docker network, as {@link file://./engine.ts} makes it. */
export interface NetworkSpec {
  name: string;
  labels: Record<string, string>;
}

/** A container, as {@link file://./engine.ts} makes it. */
export interface ContainerSpec {
  name: string;
  /** Image id (`sha256:…`), never a tag: what was decided is what runs. */
  image: string;
  network: string;
  /** Names in the network's DNS. */
  aliases: string[];
  publish: { address: string; port: number; containerPort: number };
  cpuShares: number;
  memoryMiB: number;
  environment: Record<string, string>;
  /** Variables whose values are taken from the deploying shell, so that they stand in no file, state or argument. */
  secrets: string[];
  /** The one folder that outlives the container. */
  volume?: { name: string; path: string };
  labels: Record<string, string>;
}
