const { createServer } = require('node:http');

/** An answer that never comes. */
const silence = Symbol('silence');

const awsError = (name, message, status = 400) => ({ status, body: { __type: name, message } });

async function startScriptedAws(script) {
  const calls = [];
  const waiting = new Map();
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.').pop();
      const input = JSON.parse(Buffer.concat(chunks).toString() || '{}');
      calls.push({ operation, input });
      for (const resolve of waiting.get(operation) ?? []) resolve();
      waiting.delete(operation);
      const answer = answerOf(script[operation], input, count(operation) - 1, operation);
      if (answer === silence) return;
      const { status, body } = isError(answer) ? answer : { status: 200, body: answer };
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  });
  const count = (operation) => calls.filter((call) => call.operation === operation).length;
  await new Promise((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    region: 'eu-central-1',
    env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' },
    calls,
    count,
    asked: (operation) =>
      count(operation) > 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.set(operation, [...(waiting.get(operation) ?? []), resolve]);
          }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerOf(scripted, input, index, operation) {
  if (scripted === undefined)
    return awsError('UnknownOperationException', `${operation} is not in the script`);
  const answer = Array.isArray(scripted) ? scripted[Math.min(index, scripted.length - 1)] : scripted;
  return typeof answer === 'function' ? answer(input, index) : answer;
}

const isError = (answer) => typeof answer?.status === 'number' && '__type' in (answer.body ?? {});

module.exports = { awsError, silence, startScriptedAws };
