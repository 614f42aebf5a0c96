import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy {
  /** The address of a database, by way of the proxy. */
  through(address: string): string;
  /** From now on nothing gets through the connections there are, and none of them is closed. New ones work. */
  freeze(): void;
  /** The same, and new connections are taken and answer nothing, until `thaw`. */
  freezeAll(): void;
  /** Forwards what was held back, and lets new connections work. */
  thaw(): void;
  /** Resets every connection there is. */
  reset(): void;
  /**
   * Freezes a connection at the moment at which the app sends these words over it; they are passed on or held back.
   * Resolves when it has happened.
   */
  freezeAt(words: string, passOn: boolean): Promise<void>;
  close(): Promise<void>;
}

interface Pipe {
  readonly app: Socket;
  readonly server: Socket;
  frozen: boolean;
  readonly held: (() => void)[];
}

/** Starts a proxy to a database that can swallow the traffic of its connections. */
export async function startProxy(target: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(target);
  const pipes = new Set<Pipe>();
  let allFrozen = false;
  let trap: { words: string; passOn: boolean; sprung: () => void } | null = null;

  const entrance = createServer((app) => {
    const server = connect(Number(port), hostname);
    const pipe: Pipe = { app, server, frozen: allFrozen, held: [] };
    pipes.add(pipe);
    const pass = (transfer: () => void) => (pipe.frozen ? void pipe.held.push(transfer) : transfer());
    app.on('data', (data: Buffer) => {
      const caught = !pipe.frozen && trap !== null && data.includes(trap.words) ? trap : null;
      if (caught?.passOn) server.write(data);
      if (caught) {
        pipe.frozen = true;
        trap = null;
        caught.sprung();
      }
      if (!caught?.passOn) pass(() => server.write(data));
    });
    server.on('data', (data) => pass(() => app.write(data)));
    app.on('close', () => {
      pass(() => server.destroy());
      if (!pipe.frozen) pipes.delete(pipe);
    });
    server.on('close', () => pass(() => app.destroy()));
    for (const socket of [app, server]) socket.on('error', () => {});
  });
  entrance.listen(0, '127.0.0.1');
  await once(entrance, 'listening');
  const { port: own } = entrance.address() as AddressInfo;

  const freeze = () => {
    for (const pipe of pipes) pipe.frozen = true;
  };
  return {
    through(address) {
      const url = new URL(address);
      url.host = `127.0.0.1:${own}`;
      return url.href;
    },
    freeze,
    freezeAll() {
      allFrozen = true;
      freeze();
    },
    thaw() {
      allFrozen = false;
      for (const pipe of pipes) {
        pipe.frozen = false;
        for (const transfer of pipe.held.splice(0)) transfer();
      }
    },
    reset() {
      for (const { app, server } of pipes) {
        app.resetAndDestroy();
        server.resetAndDestroy();
      }
    },
    freezeAt: (words, passOn) =>
      new Promise((sprung) => {
        trap = { words, passOn, sprung };
      }),
    async close() {
      for (const { app, server } of pipes) {
        app.destroy();
        server.destroy();
      }
      entrance.close();
    },
  };
}
