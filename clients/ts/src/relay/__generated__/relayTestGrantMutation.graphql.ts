/**
 * @generated SignedSource<<1f6d82bae2f02b42cb4b9b6c527c0a35>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type Scope = "ALL" | "DEPARTMENT" | "OWN" | "%future added value";
export type GrantPermissionInput = {
  expectedVersion?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
  permission: string;
  roleId: string;
  scope: Scope;
};
export type relayTestGrantMutation$variables = {
  input: GrantPermissionInput;
};
export type relayTestGrantMutation$data = {
  readonly grantPermission: {
    readonly role: {
      readonly grants: {
        readonly nodes: ReadonlyArray<{
          readonly permission: string;
          readonly scope: Scope;
        }>;
      } | null | undefined;
      readonly id: string;
      readonly version: number;
    } | null | undefined;
  } | null | undefined;
};
export type relayTestGrantMutation = {
  response: relayTestGrantMutation$data;
  variables: relayTestGrantMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "permission",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "scope",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayTestGrantMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "GrantPermissionPayload",
        "kind": "LinkedField",
        "name": "grantPermission",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Role",
            "kind": "LinkedField",
            "name": "role",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "RoleGrantConnection",
                "kind": "LinkedField",
                "name": "grants",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "RoleGrant",
                    "kind": "LinkedField",
                    "name": "nodes",
                    "plural": true,
                    "selections": [
                      (v4/*:: as any*/),
                      (v5/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayTestGrantMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "GrantPermissionPayload",
        "kind": "LinkedField",
        "name": "grantPermission",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Role",
            "kind": "LinkedField",
            "name": "role",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "RoleGrantConnection",
                "kind": "LinkedField",
                "name": "grants",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "RoleGrant",
                    "kind": "LinkedField",
                    "name": "nodes",
                    "plural": true,
                    "selections": [
                      (v4/*:: as any*/),
                      (v5/*:: as any*/),
                      (v2/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "610d7d9e360c259705989bd990e0bdf8",
    "id": null,
    "metadata": {},
    "name": "relayTestGrantMutation",
    "operationKind": "mutation",
    "text": "mutation relayTestGrantMutation(\n  $input: GrantPermissionInput!\n) {\n  grantPermission(input: $input) {\n    role {\n      id\n      version\n      grants {\n        nodes {\n          permission\n          scope\n          id\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "01d7a9c7d7417027f6d483fa788137e6";

export default node;
