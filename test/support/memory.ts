import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** The folder in which Linux keeps files in memory. */
const shared = '/dev/shm';
/** Required free space in bytes: twice what a run of all tests writes. */
const requiredSpace = 2 ** 30;

/** The folder for files of tests: in memory if there is enough space, because no test is about the disk. */
export const memoryFolder = hasSpace() ? shared : tmpdir();

function hasSpace(): boolean {
  try {
    accessSync(shared, constants.W_OK);
    const { bavail, bsize } = statfsSync(shared);
    return bavail * bsize > requiredSpace;
  } catch {
    return false;
  }
}
