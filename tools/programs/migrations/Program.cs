using System.Reflection;
using BusinessSuite.Host;
using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

// Writes the migration of one module. Contexts are internal and need no design-time factory of their own.
if (args is not [var root, var module, var name])
{
    await Console.Error.WriteLineAsync("usage: tools/migrate <module> <Name>    for example: tools/migrate intake AddInquiries");
    return 2;
}

var (assembly, folder) = module == "suite"
    ? (typeof(SuiteHost).Assembly, Path.Combine(root, "src/BusinessSuite.Host"))
    : Module(root, module);
var context = assembly.GetTypes().Single(t => t.IsSubclassOf(typeof(ModuleDbContext)) && !t.IsAbstract);
var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(context))!;
SuiteDbOptions.ConfigureOffline(options, module);
await using var db = (DbContext)Activator.CreateInstance(context, options.Options)!;
#pragma warning disable EF1001 // The scaffolder is what the command-line tool uses too; there is no other way in.
var services = new Microsoft.EntityFrameworkCore.Design.Internal.DesignTimeServicesBuilder(
    assembly, assembly, new Microsoft.EntityFrameworkCore.Design.Internal.OperationReporter(null), []).Build(db);
#pragma warning restore EF1001
var scaffolder = services.GetRequiredService<IMigrationsScaffolder>();
var migration = scaffolder.ScaffoldMigration(name, assembly.GetName().Name!, "Migrations", "C#", dryRun: false);
var files = scaffolder.Save(folder, migration, Path.Combine(folder, "Migrations"), dryRun: false);
Console.WriteLine(files.MigrationFile);
return 0;

static (Assembly, string) Module(string root, string module)
{
    var folder = Directory.GetDirectories(Path.Combine(root, "modules", module)).Single(d => !d.EndsWith(".Contracts", StringComparison.Ordinal));
    return (Assembly.Load(Path.GetFileName(folder)), folder);
}
