// The health check of a container without a shell: GET the URL of the first argument; 0 when it answers 2xx within 2 s.
const response = await fetch(process.argv[2], { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
