const { createServer, request: forward } = require('node:http');

async function startFaultyProxy(upstream) {
  const { hostname, port } = new URL(/^https?:/.test(upstream) ? upstream : `http://${upstream}`);
  const requests = [];
  let faults = [];

  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    requests.push({ method, url, headers });
    // Either side may go at any time: that is what this is for.
    for (const side of [request, response]) side.on('error', () => undefined);
    const fault = next(method, url);
    if (fault?.refuse) request.socket.destroy();
    else if (fault?.status !== undefined) answer(request, response, fault);
    else if (fault?.delayMilliseconds !== undefined) {
      const timer = setTimeout(() => pass(request, response), fault.delayMilliseconds);
      response.on('close', () => clearTimeout(timer));
    } else pass(request, response, fault);
  });

  /** The first fault that applies, which is one less of its times. */
  const next = (method, url) => {
    const fault = faults.find(
      (one) => one.times !== 0 && one.method.test(method) && one.path.test(url.split('?')[0]),
    );
    if (fault) fault.times -= 1;
    return fault;
  };

  const pass = (request, response, { cutRequestAfter, cutResponseAfter } = {}) => {
    const { method, url: path, headers } = request;
    const onward = forward({ hostname, port, method, path, headers }, (answered) => {
      response.writeHead(answered.statusCode, answered.headers);
      // A client waits for the headers of an answer that has no body yet.
      response.flushHeaders();
      copy(answered, response, cutResponseAfter, () => request.socket.destroy());
    });
    onward.on('error', () => request.socket.destroy());
    response.on('close', () => onward.destroy());
    copy(request, onward, cutRequestAfter, () => {
      onward.destroy();
      request.socket.destroy();
    });
  };

  await new Promise((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${server.address().port}`;
  return {
    host,
    url: `http://${host}`,
    requests,
    count: (method, path = /./) =>
      requests.filter((one) => one.method === method && path.test(one.url)).length,
    fail: (...wanted) => {
      faults = wanted.map(({ method, path = /./, times = -1, ...kind }) => ({
        method: method === undefined ? /./ : new RegExp(`^${method}$`),
        path,
        times,
        ...kind,
      }));
    },
    heal: () => {
      faults = [];
      requests.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request, response, { status, headers = {}, body = '' }) {
  // What is left unread would hold the connection.
  request.resume();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : text);
}

/** Copies a stream; where it is to be cut, only its first bytes. */
function copy(from, to, bytes = Infinity, cut) {
  let left = bytes;
  from.on('data', (chunk) => {
    left -= chunk.length;
    if (left < 0) cut();
    else if (!to.write(chunk)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  });
  from.on('end', () => to.end());
  // An answer that breaks off must not look like one that is whole.
  from.on('close', () => {
    if (!from.complete) to.destroy();
  });
}

module.exports = { startFaultyProxy };
