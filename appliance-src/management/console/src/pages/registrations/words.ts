import type { Registration } from '../../api/types';

export const STATE: Record<Registration['state'], string> = { ACTIVE: 'Active', UNREACHABLE: 'Unreachable' };
