export { dropHolidayStep, holidaysFrom, keepHoliday, zonesHere } from './holidays.ts';
export { changeSettings } from './settings.ts';
