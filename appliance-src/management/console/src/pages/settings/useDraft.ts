import { useCallback, useEffect, useState } from 'react';
import { api } from '../../api/client';
import { answerOf, bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Candidate, CatalogueEntry } from '../../api/types';
import { settingsChanged, useSettingsVersion } from '../../app/settings-version';
import { mergePatch, withValue, type Json, type JsonObject } from './document';

interface Loaded {
  candidate: Candidate;
  etag: string;
  catalogue: readonly CatalogueEntry[];
  origins: Readonly<Record<string, string>>;
}

async function load(): Promise<Loaded> {
  const [{ data: candidate, response }, catalogue, inForce] = await Promise.all([
    answerOf(api.GET('/settings/candidate')),
    bodyOf(api.GET('/settings/catalogue')),
    bodyOf(api.GET('/settings')),
  ]);
  return { candidate, etag: response.headers.get('ETag') ?? '', catalogue: catalogue.items, origins: inForce.origins };
}

/** What is being edited here, on top of the candidate that the system keeps. */
export function useDraft() {
  const version = useSettingsVersion();
  const loaded = useResource(`candidate ${version}`, load);
  const [document, setDocument] = useState<JsonObject>();
  const stored = loaded.data?.candidate.document as JsonObject | undefined;

  useEffect(() => {
    setDocument(stored);
  }, [stored]);

  const change = useCallback((path: string, value: Json | undefined) => {
    setDocument((before) => (before === undefined ? before : withValue(before, path, value)));
  }, []);

  const patch = stored === undefined || document === undefined ? undefined : mergePatch(stored, document);

  /** Keeps the edits in the candidate; the promise tells its problems. */
  const save = async (): Promise<Candidate | undefined> => {
    if (loaded.data === undefined || patch === undefined) return loaded.data?.candidate;
    const candidate = await bodyOf(
      api.PATCH('/settings/candidate', {
        params: { header: { 'If-Match': loaded.data.etag } },
        body: patch as Record<string, never>,
        headers: { 'Content-Type': 'application/merge-patch+json' },
      }),
    );
    settingsChanged();
    return candidate;
  };

  return { loaded, document: document ?? stored, change, save, isEdited: patch !== undefined };
}
