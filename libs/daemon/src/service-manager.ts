import { execFile } from 'node:child_process';

/** How a daemon tells systemd how it is, by sd_notify(3); nothing happens where none asked for it. */
export interface ServiceManager {
  /** It serves. From now on it shows at half the watchdog's time that its main thread runs. */
  ready(): void;
  stopping(): void;
}

type Send = (state: string) => void;

/**
 * Node opens no datagram socket of the Unix kind, so systemd-notify(1) sends each message: the unit needs `NotifyAccess=all`. The
 * timer runs on the main thread: one that hangs says nothing, and systemd restarts the program after `WatchdogSec=`.
 */
export function serviceManager(env: NodeJS.ProcessEnv, send: Send = sendBySystemd): ServiceManager {
  if (!env.NOTIFY_SOCKET) return { ready: () => undefined, stopping: () => undefined };
  const watchdogMs = Number(env.WATCHDOG_USEC ?? 0) / 1000;
  let timer: NodeJS.Timeout | undefined;
  return {
    ready: () => {
      send('READY=1');
      if (watchdogMs > 0) timer = setInterval(() => send('WATCHDOG=1'), watchdogMs / 2).unref();
    },
    stopping: () => {
      clearInterval(timer);
      send('STOPPING=1');
    },
  };
}

/** A message that is not delivered is systemd's to miss: a start or the watchdog then runs out of time, and says so. */
const sendBySystemd: Send = (state) => void execFile('systemd-notify', [state], () => undefined);
