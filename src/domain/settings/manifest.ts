import type { Subject } from '../subject.ts';
import { removeHolidayStep, saveHolidayStep } from './holidays.ts';
import { changeSettingsStep } from './settings.ts';

export const settings: Subject = {
  steps: [saveHolidayStep, removeHolidayStep, changeSettingsStep],
};
