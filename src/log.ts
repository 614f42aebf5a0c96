import { type DestinationStream, type Logger, pino } from 'pino';

/** Tokens and secrets, wherever in a line they stand: in a nested key, a header, the text of an error. */
const secrets =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|xwfp-[\w-]+|crossing-intake-[\w-]+|(?<="(?:authorization|x-slack-signature)":")[^"]+|(?<=postgres(?:ql)?:\/\/)[^@\s"]+(?=@)|https:\/\/hooks\.slack\.com\/[^\s"\\]+/gi;

/** JSON lines, on standard output unless told otherwise, with every secret masked in what is written. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const streamWrite = (line: string) => line.replace(secrets, '[masked]');
  return pino({ level, base: null, hooks: { streamWrite } }, destination);
}
