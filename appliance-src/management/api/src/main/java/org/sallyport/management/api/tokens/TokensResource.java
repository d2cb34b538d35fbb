package org.sallyport.management.api.tokens;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.base.id.Ids;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;

/** API tokens: create, list, delete. */
public final class TokensResource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");
    private static final int MAX_DAYS = 730;

    private final TokenStore tokens;

    public TokensResource(TokenStore tokens) {
        this.tokens = tokens;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "listTokens",
                        "/tokens",
                        Set.of(ADMINISTRATOR, AUDITOR),
                        _ -> Answer.json(new Items(tokens.all()))),
                Route.write(
                        "createToken", Method.POST, "/tokens", Set.of(ADMINISTRATOR), "tokens.create", this::create),
                Route.write(
                        "deleteToken",
                        Method.DELETE,
                        "/tokens/{id}",
                        Set.of(ADMINISTRATOR),
                        "tokens.delete",
                        this::delete));
    }

    private Answer create(ApiRequest request) {
        Fields fields = request.fields();
        String name = fields.name("name", NAME, "Begin with a letter or digit; go on with those, space, dot, dash.");
        Role role = fields.requiredChoice("role", Role.class);
        int days = fields.integer("expiresInDays", 1, MAX_DAYS);
        fields.finish();
        request.audit().subject(name);
        String secret = "sallyport_" + Ids.secret();
        Token token = tokens.add(name, role, secret, request.caller().name(), Duration.ofDays(days))
                .orElseThrow(() -> ProblemException.conflict("name-taken", "There is a token " + name + " already."));
        request.audit().after(role + " until " + token.expiresAt());
        return Answer.created("/api/v1/tokens/" + token.id(), new WithSecret(token, secret));
    }

    private Answer delete(ApiRequest request) {
        String id = request.parameter("id");
        request.audit().subject(id);
        Token token = tokens.delete(id).orElseThrow(() -> ProblemException.notFound("There is no token " + id + "."));
        request.audit().before(token.name() + ", " + token.role() + " until " + token.expiresAt());
        return Answer.empty(204);
    }

    record Items(List<Token> items) {}

    record WithSecret(Token token, String secret) {}
}
