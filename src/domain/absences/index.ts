export { endAbsence, enterAbsence } from './absences.ts';
