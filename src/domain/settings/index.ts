export { listHolidaysFrom, listTimeZones, removeHolidayStep, saveHoliday } from './holidays.ts';
export { changeSettings } from './settings.ts';
