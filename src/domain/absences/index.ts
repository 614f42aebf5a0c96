export { endAbsenceStep, enterAbsence } from './absences.ts';
