export { createMcpRoutes, mcpPath } from './routes.ts';
