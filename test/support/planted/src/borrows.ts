import { page } from '../sandbox/page.ts'; // breaks: the app stands alone
import { sample } from '../test/sample.ts'; // breaks: the app stands alone

export const all = [page, sample];
