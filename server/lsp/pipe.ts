import {
  type ConnectionOptions,
  type Message,
  type MessageReader,
  StreamMessageReader,
} from 'vscode-languageserver/node';
import { setImmediate } from 'node:timers/promises';

/** Past this many turns work begins although input keeps coming, so that a flood cannot starve it. */
const mostTurns = 200;

/**
 * Tells how much of what has arrived has not been dealt with yet. Work that waits for the pipe to be drained
 * is done once for many keystrokes, without any delay when there is nothing to wait for.
 */
export class Pipe {
  readonly reader: MessageReader;
  readonly options: ConnectionOptions;
  #arrived = 0;
  #begun = 0;

  constructor(input: NodeJS.ReadableStream) {
    const reader = new StreamMessageReader(input);
    const listen = reader.listen.bind(reader);
    reader.listen = (callback) =>
      listen((message: Message) => {
        if (!isCancellation(message)) this.#arrived++;
        callback(message);
      });
    this.reader = reader;
    const begin = (message: Message): void => {
      if (!isCancellation(message)) this.#begun++;
    };
    this.options = {
      messageStrategy: {
        handleMessage: (message, next) => {
          begin(message);
          return next(message);
        },
      },
      connectionStrategy: {
        cancelUndispatched: (message, next) => {
          const response = next(message);
          if (response) begin(message);
          return response;
        },
      },
    };
  }

  /** Resolves when every message that is already there has been begun. */
  async drained(): Promise<void> {
    let turns = 0;
    do await setImmediate();
    while (this.#begun < this.#arrived && ++turns < mostTurns);
  }
}

/** A cancellation may be dealt with without ever being handed on. */
function isCancellation(message: Message): boolean {
  return 'method' in message && message.method === '$/cancelRequest';
}
