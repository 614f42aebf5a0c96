import { hostileWorkspace } from './hostile-workspace.ts';

export * from './hostile-workspace.ts';

export const large = hostileWorkspace(1000);
