import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  RegistrationRequest,
} from 'vscode-languageserver/node';
import type { Session } from '../session.ts';
import { readConfiguration } from './didChangeConfiguration.ts';

const watched = '**/*.{yaml,yml,json,template,tf,tofu,tfvars}';

/** `initialized`: asks to be told of settings and files, then for the settings. */
export async function initialized(session: Session): Promise<void> {
  const { client, connection } = session;
  const registrations = [
    ...(client.configures
      ? [
          {
            id: 'settings',
            method: DidChangeConfigurationNotification.method,
            registerOptions: { section: 'pillarlint' },
          },
        ]
      : []),
    ...(client.watches
      ? [
          {
            id: 'files',
            method: DidChangeWatchedFilesNotification.method,
            registerOptions: { watchers: [{ globPattern: watched }] },
          },
        ]
      : []),
  ];
  if (registrations.length > 0) await connection.sendRequest(RegistrationRequest.type, { registrations });
  session.disk.watched = client.watches;
  await readConfiguration(session);
}
