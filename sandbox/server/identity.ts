export const team = { id: 'T0SANDBOX', name: 'Sample company', domain: 'sandbox' };

export const app = {
  id: 'A0SANDBOX',
  botId: 'B0SANDBOX',
  botUserId: 'U0SANDBOXBOT',
  token: 'sandbox-verification',
};
