import { createContext, useContext } from 'react';
import type { TenantNode } from '../api/model';
import type { Capability } from './module';

export interface CurrentTenant {
  code: number;
  node: TenantNode;
  tree: TenantNode[];
  can: (capability: Capability) => boolean;
}

export const TenantContext = createContext<CurrentTenant | null>(null);

/** The tenant in the address: pages never ask anything else whose records they show. */
export function useTenant(): CurrentTenant {
  const tenant = useContext(TenantContext);
  if (!tenant) {
    throw new Error('This page is shown outside a tenant');
  }
  return tenant;
}
