import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where Linux keeps files in memory. */
const shared = '/dev/shm';
/** What a run of all tests has on disk at most, in bytes, and as much again. */
const room = 2 ** 30;

/** The folder for what tests write: in memory where there is room, for no test is about the disk. */
export const memory = hasRoom() ? shared : tmpdir();

function hasRoom(): boolean {
  try {
    accessSync(shared, constants.W_OK);
    const { bavail, bsize } = statfsSync(shared);
    return bavail * bsize > room;
  } catch {
    return false;
  }
}
