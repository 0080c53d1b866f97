// Preloaded into an agent: while the file $CUT_OFF_FILE exists, its connections to any host but 127.0.0.1 never complete,
// as behind a broken link. Its master, on 127.0.0.1, stays within reach.
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof options === 'object' ? options.host : args[1];
  if (host !== '127.0.0.1' && host !== 'localhost' && existsSync(process.env.CUT_OFF_FILE)) {
    this.connecting = true;
    return this;
  }
  return connect.apply(this, args);
};
