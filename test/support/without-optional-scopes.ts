import { socketModeManifest } from '../../scripts/manifest.ts';

const all = socketModeManifest();

/** The app as installed by somebody who granted no more than it needs. */
export const manifest = {
  ...all,
  oauth_config: { ...all.oauth_config, scopes: { bot: all.oauth_config?.scopes?.bot ?? [] } },
};
