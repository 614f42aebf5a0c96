import { checkMessage, checkView } from '../../sandbox/block-kit.ts';
import { option, plainText } from '../sandbox/bolt-app.ts';

export const createText = (length: number) => 'x'.repeat(length);

export const repeat = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index));

export const inMessage = (...blocks: unknown[]) => checkMessage({ blocks });

export const inModal = (...blocks: unknown[]) =>
  checkView({ type: 'modal', title: plainText('Title'), submit: plainText('Save'), blocks });

export const inHome = (...blocks: unknown[]) => checkView({ type: 'home', blocks });
export const section = (text: unknown) => ({ type: 'section', text });
export const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
export const input = (element: unknown) => ({ type: 'input', label: plainText('Label'), element });

export const select = (options: unknown[], more = {}) => ({
  type: 'static_select',
  action_id: 'a',
  options,
  ...more,
});

export const options = (length: number) => repeat(length, (index) => option(`Option ${index}`));

export const modal = (more: Record<string, unknown>) =>
  checkView({ type: 'modal', title: plainText('Title'), blocks: [], ...more });

export const chart = (chart: unknown) => ({ type: 'data_visualization', title: 'Chart', chart });

export const series = (names: string[], categories: string[]) => ({
  series: names.map((name) => ({ name, data: categories.map((label) => ({ label, value: 1 })) })),
  axis_config: { categories },
});
