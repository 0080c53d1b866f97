// A demo target: says on port 8080 who it is.
import { createServer } from 'node:http';

createServer((_request, response) => response.end(`${process.env.NAME}\n`)).listen(8080);
process.on('SIGTERM', () => process.exit(0));
