// A small service for the tests of the supervisor: answers on the port it is given, says so, and ends when asked; `stubborn` does not.
import { createServer } from 'node:http';

const [port, manner] = process.argv.slice(2);
const server = createServer((_request, response) => response.end('ok')).listen(Number(port), '127.0.0.1', () => console.log('listening'));
process.on('SIGTERM', () => {
  console.log('asked to end');
  if (manner !== 'stubborn') server.close(() => process.exit(0));
});
