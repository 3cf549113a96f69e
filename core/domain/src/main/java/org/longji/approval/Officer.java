package org.longji.approval;

import java.util.Set;
import java.util.UUID;
import org.longji.shared.Role;

/** Somebody who holds roles at the tenant in question. */
record Officer(UUID account, String name, Set<Role> roles) {}
