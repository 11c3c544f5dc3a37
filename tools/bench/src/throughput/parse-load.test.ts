import { parseAutocannon, parseWrk } from './parse-load.ts';

const wrk = `Running 1s test @ http://127.0.0.1:3000/
  1 threads and 50 connections
  Latency Distribution
     50%  871.00us
     75%    1.20ms
     99%    1.01s
  31415 requests in 1.00s, 5.20MB read
Requests/sec:  31402.11
Transfer/sec:      5.20MB
`;

const url = 'http://127.0.0.1:3000/';

it('reads what wrk prints, whatever unit it chooses', () => {
  expect(parseWrk(wrk, url)).toEqual({ requestsPerSecond: 31402.11, requests: 31415, p50: 0.871, p99: 1010 });
});

it.each(['  Non-2xx or 3xx responses: 12', '  Socket errors: connect 0, read 3, write 0, timeout 0'])(
  'refuses what wrk counted while something failed: %s',
  (line) => {
    expect(() => parseWrk(`${wrk}${line}\n`, url)).toThrow(`${url}: ${line.trim()}`);
  },
);

const autocannon = {
  requests: { average: 1000.5, total: 2001 },
  latency: { p50: 2, p99: 9 },
  errors: 0,
  non2xx: 0,
};

it('reads what autocannon prints', () => {
  expect(parseAutocannon(JSON.stringify(autocannon), url)).toEqual({
    ...{ requestsPerSecond: 1000.5, requests: 2001, p50: 2, p99: 9 },
  });
});

it('refuses what autocannon counted while something failed', () => {
  const printed = JSON.stringify({ ...autocannon, errors: 1, non2xx: 2 });
  expect(() => parseAutocannon(printed, url)).toThrow(`${url}: 3 failed`);
});
