import type { Subject } from '../subject.ts';
import { dropHolidayStep, keepHolidayStep } from './holidays.ts';
import { changeSettingsStep } from './settings.ts';

export const settings: Subject = {
  steps: [keepHolidayStep, dropHolidayStep, changeSettingsStep],
};
