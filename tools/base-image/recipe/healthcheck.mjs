// The health check of a container without a shell: GET the URL of the first argument; 0 when it answers 2xx within 2 s.
import { get } from 'node:http';
import process from 'node:process';

const end = (code) => process.exit(code);

get(process.argv[2], { timeout: 2000 }, ({ statusCode }) =>
  end(statusCode >= 200 && statusCode < 300 ? 0 : 1),
)
  .on('timeout', () => end(1))
  .on('error', () => end(1));
